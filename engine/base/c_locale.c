#include "base/c_locale.h"

ent_c_locale ent_c_locale_enter(void)
{
    ent_c_locale self;

    self.c = newlocale(LC_ALL_MASK, "C", (locale_t) 0);
    self.before = self.c != (locale_t) 0 ? uselocale(self.c) : (locale_t) 0;
    return self;
}

void ent_c_locale_leave(ent_c_locale self)
{
    if (self.c != (locale_t) 0) {
        uselocale(self.before);
        freelocale(self.c);
    }
}
