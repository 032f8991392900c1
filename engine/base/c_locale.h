/* The C locale for the calling thread: decimal points in strtod and printf, whatever the locale of the process. */
#ifndef ENT_BASE_C_LOCALE_H
#define ENT_BASE_C_LOCALE_H

#include <locale.h>

/* The locales to use and to restore. */
typedef struct ent_c_locale {
    locale_t c, before; /* c: 0: memory is out, and the locale is unchanged */
} ent_c_locale;

/* Sets the C locale for this thread; leave restores the locale from before. With glibc, entering never fails. */
ent_c_locale ent_c_locale_enter(void);
void ent_c_locale_leave(ent_c_locale self);

#endif
