/* The template of the page that holds the whole program, for the commands that write such pages. */
#ifndef ENT_CLI_COMMANDS_PAGE_TEMPLATE_H
#define ENT_CLI_COMMANDS_PAGE_TEMPLATE_H

#include "base/arena.h"
#include "cli/options.h"
#include "report/live/live_page.h"

/* Reads the template that --page names, else the installed one. An exit status; not ENT_EXIT_OK after a message, which
 * names the places where it was looked for and the command that builds it. */
int ent_read_page_template(const ent_options *options, ent_live_template *template, ent_arena *arena);

/* Sets *found to a template in the arena where --page names one or one of this version is installed; else NULL, without
 * a message where it was not named. */
int ent_find_page_template(const ent_options *options, const ent_live_template **found, ent_arena *arena);

#endif
