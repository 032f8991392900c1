/* The style sheet of the pages, made from style.css when the build is configured. */
#ifndef ENT_REPORT_STYLE_H
#define ENT_REPORT_STYLE_H

extern const char ent_report_style[];

#endif
