# Seconds that COINr takes for its example and 1,000 replications of four factors.
# Prints one number; ends with an error where COINr is not installed.
suppressPackageStartupMessages(library(COINr))

coin <- suppressMessages(build_example_coin())
weights <- get_noisy_weights(
  w = coin$Meta$Weights$Original,
  noise_specs = data.frame(Level = c(2, 3), NoiseFactor = c(0.25, 0.25)),
  Nrep = 100
)
choice <- function(address, alternatives) {
  list(Address = address, Distribution = alternatives, Type = "discrete")
}
factors <- list(
  Winmax = choice("$Log$Treat$global_specs$f1_para$winmax", 1:5),
  Normalisation = choice("$Log$Normalise$global_specs", list(
    list(f_n = "n_minmax", f_n_para = list(c(1, 100))),
    list(f_n = "n_zscore", f_n_para = list(c(10, 2)))
  )),
  Weights = choice("$Log$Aggregate$w", weights),
  Aggregation = choice("$Log$Aggregate$f_ag", c("a_amean", "a_gmean"))
)
taken <- system.time(suppressMessages(invisible(capture.output(
  get_sensitivity(coin, SA_specs = factors, N = 1000, SA_type = "UA",
                  dset = "Aggregated", iCode = "Index")
))))
cat(taken[["elapsed"]], "\n")
