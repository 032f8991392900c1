/* getrandom, which emscripten 3.1.6 declares but does not have. */
#include <sys/random.h>
#include <unistd.h>

ssize_t getrandom(void *bytes, size_t length, unsigned flags)
{
    (void) flags;
    return getentropy(bytes, length) == 0 ? (ssize_t) length : -1;
}
