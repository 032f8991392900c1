// Functions of JavaScript that the engine calls (engine/page/platform). What they do is decided by engine/page/program.mjs,
// which gives each instance its host: Module.host. Written as emscripten 3.1.6 reads them: `name: function`.
mergeInto(LibraryManager.library, {
  ent_page_gnuplot: function (script, target, message, size) {
    const done = Module["host"].gnuplot(UTF8ToString(script), UTF8ToString(target));
    stringToUTF8(done.text, message, size);
    return done.status;
  },
  ent_page_progress: function (label, done, total) {
    Module["host"].progress(done, total, UTF8ToString(label));
  },
});
