# Runs of scenarios: every call opens the file, computes, and frees what the library holds.

KINDS <- c(check = 0L, run = 1L, sweep = 2L, analyse = 3L)

# Changed settings as lines "path = value", from a named list or vector, or from such lines.
settings <- function(set, sizes) {
  value <- function(x) if (is.logical(x)) tolower(as.character(x)) else if (is.numeric(x)) format(x, digits = 17, scientific = FALSE, trim = TRUE) else as.character(x)
  lines <- if (is.null(set)) character() else if (is.null(names(set))) as.character(unlist(set)) else
    paste(names(set), "=", vapply(set, value, ""))
  sizes <- Filter(Negate(is.null), sizes)
  c(lines, if (length(sizes) > 0) paste0("run.", names(sizes), " = ", vapply(sizes, value, "")))
}

# A table as a data frame; the units and meanings of its columns are attributes of it.
as_frame <- function(columns) {
  units <- attr(columns, "units")
  meanings <- attr(columns, "meanings")
  rows <- if (length(columns) > 0) length(columns[[1]]) else 0L
  frame <- structure(lapply(columns, identity), names = names(columns), class = "data.frame", row.names = seq_len(rows))
  attr(frame, "units") <- setNames(units, names(columns))
  attr(frame, "meanings") <- setNames(meanings, names(columns))
  frame
}

message_lines <- function(messages) {
  errors <- messages[messages$severity == "error", ]
  if (nrow(errors) == 0) return(character())
  place <- paste0(errors$file, ifelse(errors$line > 0, paste0(":", errors$line, ":", errors$column), ""))
  paste0(ifelse(place == "", "", paste0(place, ": ")), ifelse(errors$path == "", "", paste0(errors$path, ": ")),
    errors$text, ifelse(is.na(errors$help), "", paste0("\n  help: ", errors$help)))
}

ERROR_CLASS <- c("-2" = "entente_file_error", "-3" = "entente_scenario_error", "-4" = "entente_numeric_error",
  "-5" = "entente_interrupted", "-6" = "entente_argument_error", "-7" = "entente_chart_error",
  "-8" = "entente_checkpoint_error")

# Raises the condition of a status, with the messages as a data frame and, after a stop, the results so far.
fail <- function(answer, messages, results) {
  class <- c(unname(ERROR_CLASS[as.character(answer$status)]), "entente_error", "error", "condition")
  text <- paste(c(answer$sentence, message_lines(messages)), collapse = "\n")
  stop(structure(class = class, list(message = text, call = NULL, status = answer$status, messages = messages,
    results = results)))
}

call_library <- function(kind, file, set, sizes, names = NULL, variant = NULL, threads = 0, draws = 0, out = NULL,
                         progress = NULL, allow_outside = FALSE) {
  stopifnot(is.character(file), length(file) == 1, is.null(progress) || is.function(progress), threads >= 0, draws >= 0,
    is.null(variant) || length(variant) == 1, is.null(out) || (is.character(out) && length(out) == 1))
  answer <- .Call(C_call, KINDS[[kind]], file, settings(set, sizes), as.character(names),
    if (is.null(variant)) NULL else as.character(variant), threads, draws, out, progress, allow_outside)
  messages <- structure(answer$messages, class = "data.frame", row.names = seq_along(answer$messages$text))
  results <- structure(lapply(answer$tables, as_frame), class = "entente_results", messages = messages,
    draws = answer$draws, folder = answer$folder, findings = answer$findings)
  if (answer$reason == 2L) stop("the function of progress failed, and the run was stopped")
  if (answer$status != 0L) fail(answer, messages, results)
  results
}

run_scenario <- function(file, set = NULL, seed = NULL, worlds = NULL, replications = NULL, threads = 0, draws = 0,
                         out = NULL, progress = NULL, allow_outside = FALSE) {
  call_library("run", file, set, list(seed = seed, worlds = worlds, replications = replications), threads = threads,
    draws = draws, out = out, progress = progress, allow_outside = allow_outside)
}

check_scenario <- function(file, set = NULL, allow_outside = FALSE) {
  call_library("check", file, set, list(), allow_outside = allow_outside)
}

sweep_scenario <- function(file, sweep = NULL, variant = NULL, set = NULL, seed = NULL, worlds = NULL,
                           replications = NULL, threads = 0, out = NULL, progress = NULL, allow_outside = FALSE) {
  call_library("sweep", file, set, list(seed = seed, worlds = worlds, replications = replications), names = sweep,
    variant = variant, threads = threads, out = out, progress = progress, allow_outside = allow_outside)
}

analyse_scenario <- function(file, methods = NULL, variant = NULL, set = NULL, seed = NULL, worlds = NULL,
                             replications = NULL, threads = 0, out = NULL, progress = NULL, allow_outside = FALSE) {
  call_library("analyse", file, set, list(seed = seed, worlds = worlds, replications = replications), names = methods,
    variant = variant, threads = threads, out = out, progress = progress, allow_outside = allow_outside)
}

entente_version <- function() .Call(C_version)

print.entente_results <- function(x, ...) {
  cat("entente results:", paste0(names(x), " (", vapply(x, nrow, 1L), ")", collapse = ", "), "\n")
  invisible(x)
}
