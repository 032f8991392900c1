/* Style sheet of the pages: the text of style.css, converted to a C string when the build is configured. */
#ifndef ENT_REPORT_STYLE_H
#define ENT_REPORT_STYLE_H

extern const char ent_report_style[];

#endif
