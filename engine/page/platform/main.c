/* The name under which emscripten 3.1.6 calls main, and the one that clang 16 gives it. */
extern int main_of_program(int argc, char **argv) __asm__("__main_argc_argv");
extern int main_of_emscripten(int argc, char **argv) __asm__("main");

int main_of_emscripten(int argc, char **argv)
{
    return main_of_program(argc, argv);
}
