# Two variants of a scenario side by side, from a run and from the folder that it wrote.
# Usage: Rscript example.R FILE FOLDER
library(entente)
given <- commandArgs(trailingOnly = TRUE)
results <- tryCatch(
  run_scenario(given[1], set = c("run.horizon" = 24), seed = 9, worlds = 60, replications = 50, out = given[2]),
  entente_scenario_error = function(error) {
    cat(conditionMessage(error), "\n")
    quit(status = 2)
  })
cat("entente", entente_version(), format(attr(results, "draws"), big.mark = ","), "draws\n")
print(results$headline[, c("variant", "probability", "mc_low", "mc_high")])
folder <- read_results(attr(results, "folder"))
cat("the folder has the same figures:", identical(folder$headline$probability, results$headline$probability), "\n")
