# Reads a results folder by its datapackage.json.

# A text that a spreadsheet would run has an apostrophe in front of it in the file.
without_apostrophe <- function(text) {
  guarded <- grepl("^'[-=+@\t\r]", text)
  text[guarded] <- substring(text[guarded], 2)
  text
}

as_type <- function(cells, type) {
  if (type == "integer") {
    number <- .Call(C_numbers, cells)
    if (all(is.na(number) | abs(number) <= .Machine$integer.max)) as.integer(number) else number
  } else if (type == "number") {
    .Call(C_numbers, cells)
  } else {
    without_apostrophe(cells)
  }
}

# The path of a file of the folder itself, which may be a stranger's: no other file that it names, no link, no pipe.
inner_file <- function(folder, name) {
  path <- file.path(folder, name)
  if (!identical(basename(name), name)) stop(file.path(folder, "datapackage.json"), " names a file that is not in its folder: ", name)
  if (!Sys.readlink(path) %in% c(NA, "")) stop(path, " is a link, and links are not followed")
  if (isTRUE(file.size(path) == 0)) stop(path, " is empty, or not a regular file") # pipes and devices have size 0
  path
}

check_file <- function(path, resource) {
  sha256 <- get0("sha256sum", envir = asNamespace("tools"), inherits = FALSE) # from R 4.5 on
  same <- file.size(path) == resource$bytes &&
    (is.null(sha256) || paste0("sha256:", unname(sha256(path))) == resource$hash)
  if (!isTRUE(same)) stop(path, " was changed since it was written: its size or SHA-256 is another")
}

field_texts <- function(fields, key) {
  vapply(fields, function(field) if (is.null(field[[key]])) "" else field[[key]], "")
}

read_table <- function(folder, resource, verify) {
  path <- inner_file(folder, resource$path)
  if (verify) check_file(path, resource)
  cells <- utils::read.csv(path, colClasses = "character", check.names = FALSE, na.strings = character(),
    fileEncoding = "UTF-8-BOM", encoding = "UTF-8", quote = resource$dialect$quoteChar, comment.char = "",
    strip.white = FALSE, blank.lines.skip = FALSE)
  fields <- resource$schema$fields
  stopifnot(identical(names(cells), field_texts(fields, "name")))
  columns <- lapply(seq_along(fields), function(c) as_type(cells[[c]], fields[[c]]$type))
  names(columns) <- names(cells)
  as_frame(structure(columns, units = field_texts(fields, "unit"), meanings = field_texts(fields, "description")))
}

read_results <- function(folder, verify = TRUE) {
  if (!requireNamespace("jsonlite", quietly = TRUE)) stop("read_results needs the package jsonlite")
  package <- jsonlite::read_json(inner_file(folder, "datapackage.json"))
  tables <- lapply(package$resources, function(resource) read_table(folder, resource, verify))
  names(tables) <- vapply(package$resources, function(resource) resource$name, "")
  structure(tables, class = "entente_results", folder = folder)
}
