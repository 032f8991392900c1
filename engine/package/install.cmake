# What `cmake --install` puts where. The program finds share/entente from bin by a relative way (cli/install_paths.c), so the whole
# prefix may be staged (DESTDIR) or moved.
set(own ${CMAKE_INSTALL_DATADIR}/entente)
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME program) # each component is a Debian package: debian.cmake

install(TARGETS entente RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

# The shared library, and what is needed to compile with it. entente.pc finds its prefix from where it is.
install(TARGETS entente_shared LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library
  NAMELINK_COMPONENT development)
install(FILES engine/entente.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)
file(RELATIVE_PATH from_pc ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
configure_file(engine/package/entente.pc.in ${PROJECT_BINARY_DIR}/package/entente.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/package/entente.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig
  COMPONENT development)

install(DIRECTORY plots/ DESTINATION ${own}/plots FILES_MATCHING PATTERN "*.gp" PATTERN "*.md" PATTERN "*.svg")
install(DIRECTORY scenarios/ DESTINATION ${own}/scenarios PATTERN ".*" EXCLUDE PATTERN "*~" EXCLUDE PATTERN "results" EXCLUDE
  PATTERN "*.sbatch" EXCLUDE)
install(PROGRAMS scenarios/slurm/entente.sbatch DESTINATION ${own}/scenarios/slurm)

# The page of `entente page`, where engine/page/build.sh has built it.
install(FILES ${PROJECT_BINARY_DIR}/entente.html DESTINATION ${own}/page OPTIONAL)

file(GLOB manuals CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/engine/*/*.[1-8])
foreach(manual ${manuals})
  string(REGEX MATCH "[1-8]$" section ${manual})
  install(FILES ${manual} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
endforeach()

set(completions ${PROJECT_SOURCE_DIR}/engine/cli/completions)
if(EXISTS ${completions})
  install(FILES ${completions}/entente.bash RENAME entente
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
  install(FILES ${completions}/_entente DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
  install(FILES ${completions}/entente.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
endif()

# The guides lie as in the repository, so that their links to each other hold.
install(FILES README.md CHANGELOG.md CITATION.cff LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
foreach(file engine/README.md engine/entente.h engine/cli/README.md engine/page/README.md engine/bindings/README.md
    engine/bindings/python/README.md engine/bindings/python/example.py engine/bindings/r/README.md
    engine/bindings/r/example.R tests/README.md tests/SECURITY.md tests/mutation/README.md
    tests/interface/example.c tests/interface/example.py)
  get_filename_component(folder ${file} DIRECTORY)
  install(FILES ${file} DESTINATION ${CMAKE_INSTALL_DOCDIR}/${folder})
endforeach()
file(RELATIVE_PATH from_doc ${CMAKE_INSTALL_FULL_DOCDIR} ${CMAKE_INSTALL_FULL_DATADIR}/entente)
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/package)
foreach(folder plots scenarios)
  file(CREATE_LINK ${from_doc}/${folder} ${PROJECT_BINARY_DIR}/package/${folder} SYMBOLIC)
  install(FILES ${PROJECT_BINARY_DIR}/package/${folder} DESTINATION ${CMAKE_INSTALL_DOCDIR})
endforeach()

include(${CMAKE_CURRENT_LIST_DIR}/debian.cmake)
