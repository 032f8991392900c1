# Checks of the R package against a folder that the program wrote: scenarios/minimal.cfg with seed 9, 60 worlds, 50
# replications, 40 rows of draws.
# Usage: r_check.R FOLDER WORK
library(entente)
given <- commandArgs(trailingOnly = TRUE)
work <- given[2]
file <- "scenarios/minimal.cfg"

expect <- function(holds, ...) {
  if (!isTRUE(holds)) {
    cat("FAILED:", ..., "\n")
    quit(status = 1)
  }
}
raised <- function(class, call) {
  failure <- tryCatch({ call(); NULL }, condition = identity)
  expect(inherits(failure, class), class, "was not raised, but", class(failure))
  failure
}
run <- function(...) run_scenario(file, seed = 9, worlds = 60, replications = 50, ...)

# Every table of a run: names, types and cells of the file that the program wrote, to the last bit.
folder <- read_results(given[1])
seen <- matrix(numeric(), ncol = 2)
results <- run(draws = 40, threads = 2, progress = function(done, total) { seen <<- rbind(seen, c(done, total)); FALSE })
expect(identical(names(results), names(folder)) && length(results) > 12, names(results))
cells <- 0
for (name in names(results)) {
  expect(identical(names(results[[name]]), names(folder[[name]])), name)
  expect(identical(dim(results[[name]]), dim(folder[[name]])), name, dim(results[[name]]))
  for (column in names(results[[name]])) {
    expect(identical(results[[name]][[column]], folder[[name]][[column]]), name, column)
  }
  expect(identical(attr(results[[name]], "meanings"), attr(folder[[name]], "meanings")), name)
  cells <- cells + prod(dim(results[[name]]))
}
expect(nrow(seen) == 0 || all(seen[, 2] == 6000), seen)
expect(attr(results, "draws") == 6000 && is.na(attr(results, "folder")), attr(results, "draws"))
expect(is.integer(results$outcomes$count) && sum(results$outcomes$count) == 6000, results$outcomes$count)
expect(is.double(results$headline$probability) && is.character(results$headline$variant), "types")
expect(attr(results$headline, "units")[["worlds"]] == "count", attr(results$headline, "units"))
expect(any(is.infinite(results$draws$talks.month)) || all(results$draws$agreed == 1), "inf")
expect(anyNA(results$truce$world_p05) == anyNA(folder$truce$world_p05), "NA")

# Settings, a sweep of texts, an analysis, a folder.
paths <- check_scenario(file, set = list("contributors.north.joins" = "30%", "run.horizon" = 12))$assumptions
expect(paths$written[paths$path == "contributors.north.joins"][1] == "30%", paths$written)
expect(max(run(set = "run.horizon = 12")$truce$month) == 12, "horizon")
swept <- file.path(work, "swept \u00fc.cfg")
file.copy(file, swept)
cat('sweeps: { a: { vary = "talks.rule"; values = ( "nash", "egalitarian" ); }; b: { vary = "run.horizon"; values = ( 3, 6 ); }; };',
  file = swept, append = TRUE)
sweeps <- sweep_scenario(swept, worlds = 20, replications = 10)$sweeps
expect(identical(sweeps$talks.rule, c("nash", "egalitarian", "", "")), sweeps$talks.rule)
expect(identical(sweeps$run.horizon, c(NA, NA, 3, 6)), sweeps$run.horizon)
expect(nrow(sweep_scenario(swept, "b", worlds = 20, replications = 10)$sweeps) == 2, "one sweep")
analysed <- analyse_scenario(file, "sensitivity", worlds = 64, replications = 10, seed = 1)
expect("sensitivity" %in% names(analysed) && all(names(attr(analysed, "findings")) == "sensitivity"), names(analysed))
written <- run(out = work)
expect(identical(read_results(attr(written, "folder"))$outcomes, written$outcomes) || identical(
  as.list(read_results(attr(written, "folder"))$outcomes), as.list(written$outcomes)), "out")
expect(grepl("entente results: outcomes", capture.output(print(results))[1]), "print")

# Errors: classes, and messages with their position.
wrong <- file.path(work, "wrong_one.cfg")
writeLines(c('factors: { a = "uniform(0, 1)"; };', 'headline = "truce.hold";'), wrong)
error <- raised("entente_scenario_error", function() run_scenario(wrong))
expect(identical(error$messages$line[1], 2L) && identical(error$messages$column[1], 13L), error$messages)
expect(error$messages$path[1] == "headline" && grepl("truce.held", error$messages$help[1]), error$messages)
expect(grepl("wrong_one.cfg:2:13: headline: ", conditionMessage(error), fixed = TRUE), conditionMessage(error))
error <- raised("entente_scenario_error", function() run(set = list("force.requird" = 3)))
expect(error$messages$file[1] == "--set" && grepl("required", error$messages$help[1]), error$messages)
within <- file.path(work, "within")
dir.create(within)
writeLines('base = "../based_on.cfg";', file.path(within, "based.cfg"))
writeLines("run: { worlds = 20; replications = 10; };", file.path(work, "based_on.cfg"))
expect(grepl("outside", conditionMessage(raised("entente_error", function() run_scenario(file.path(within, "based.cfg"))))), "outside")
expect(attr(run_scenario(file.path(within, "based.cfg"), allow_outside = TRUE), "draws") == 200, "allow_outside")
expect(grepl("absent.cfg", conditionMessage(raised("entente_error", function() run_scenario("absent.cfg")))), "file")
raised("entente_argument_error", function() sweep_scenario(file, "nothing"))
raised("error", function() sweep_scenario(file, variant = character(0)))
raised("error", function() run_scenario(file, out = character(0)))

# Stops: by progress, and by its error.
long <- function(progress) run_scenario(file, worlds = 2e6, replications = 50, progress = progress)
stopped <- raised("entente_interrupted", function() long(function(done, total) done > 0))
expect(attr(stopped$results, "draws") > 0 && attr(stopped$results, "draws") < 1e8, attr(stopped$results, "draws"))
expect(grepl("function of progress failed", conditionMessage(raised("error", function() long(function(done, total) stop("mine"))))), "failed")

# A changed table is refused.
table <- file.path(attr(written, "folder"), "outcomes.csv")
cat("x", file = table, append = TRUE)
expect(grepl("was changed", conditionMessage(raised("error", function() read_results(attr(written, "folder"))))), "changed")

# Nothing outside the folder is read, whatever a stranger's datapackage.json names and whatever stands in place of a table.
folder <- attr(written, "folder")
file.copy(table, outside <- file.path(dirname(folder), "outside.csv"))
description <- file.path(folder, "datapackage.json")
package <- readLines(description)
refused <- function(words) {
  expect(grepl(words, conditionMessage(raised("error", function() read_results(folder, verify = FALSE)))), words)
}
for (name in c("../outside.csv", normalizePath(outside))) {
  writeLines(sub('"outcomes.csv"', paste0('"', name, '"'), package, fixed = TRUE), description)
  refused("not in its folder")
}
writeLines(package, description)
unlink(table)
file.symlink(outside, table)
refused("is a link")
unlink(table)
system2("mkfifo", shQuote(table))
refused("not a regular file")
invisible(gc())
cat(R.version.string, cells, "cells as the program's\n")
