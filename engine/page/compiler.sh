# Read by the other scripts of this folder: the compiler and its flags. clang 14, which emscripten 3.1.6 of Debian 12 calls,
# does not finish on the kernels with SIMD; clang 16 takes the same headers and makes the same kind of object.
export NODE_PATH=/usr/share/nodejs EMCC_SKIP_SANITY_CHECK=1
sysroot=/usr/share/emscripten/cache/sysroot
CC=(clang-16 -target wasm32-unknown-emscripten --sysroot="$sysroot" -isystem "$sysroot/include/compat"
  -O2 -DNDEBUG -ffp-contract=off -fno-math-errno -fno-trapping-math)
LONGJMP=(-mllvm -enable-emscripten-sjlj)
SIMD=(-msimd128 -msse2 -D__SSE__=1 -D__SSE2__=1)
# Both modules: a function that makes an instance and returns at once (a caller gives the compiled module), files in memory,
# nothing of a browser or of node.
LINK=(-sMODULARIZE=1 -sEXPORT_ES6=1 -sENVIRONMENT=shell -sWASM_ASYNC_COMPILATION=0 -sINVOKE_RUN=0 -sEXIT_RUNTIME=1
  -sFORCE_FILESYSTEM=1 -sALLOW_MEMORY_GROWTH=1 -sEXPORTED_RUNTIME_METHODS=callMain,FS,ENV -sWASM_BIGINT=1)
