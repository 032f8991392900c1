# The Debian packages: `cmake --preset package && cmake --build --preset package` makes, in build-package/, entente_*.deb (the
# program), libentente*_*.deb (the shared library, named after its soname) and libentente-dev_*.deb (header, link and
# entente.pc). The same commit gives the same bytes, wherever and whenever it is built (tests/install/reproducible.sh).
# Of this project, for Debian 12: anything that Debian itself may call -1 is newer.
set(release 1~deb12)

# The package's date is the commit's; without git, that of the changelog's file.
if(DEFINED ENV{SOURCE_DATE_EPOCH})
  set(epoch $ENV{SOURCE_DATE_EPOCH})
else()
  execute_process(COMMAND git -C ${PROJECT_SOURCE_DIR} log -1 --format=%ct OUTPUT_VARIABLE epoch
    OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  if(NOT epoch)
    file(TIMESTAMP ${PROJECT_SOURCE_DIR}/CHANGELOG.md epoch "%s")
  endif()
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME entente)
set(CPACK_PACKAGE_VENDOR "The entente authors")
set(CPACK_PACKAGE_CONTACT "The entente authors <authors@entente.invalid>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
  WORLD_READ WORLD_EXECUTE)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE ${release})
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)

# Three components, a package each. The first line of a description is the summary.
set(CPACK_COMPONENTS_ALL program library development)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME entente)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION science)
# Without gnuplot the tables are complete and the program says what is missing; Lato is the charts' type.
set(CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS "gnuplot-nox, fonts-lato")
set(CPACK_DEBIAN_PROGRAM_DESCRIPTION "scenario simulation of how wars end
entente reads a scenario file: who would send troops, who demands what, what
each side would accept, what keeps a truce alive. It simulates many futures and
writes tables and charts: will there be a truce, will the guarantee behind it
be real, will it hold, and what would change that.
.
What is not known about the case and the noise of the simulation are kept
apart in every figure. The same scenario and seed give the same bytes on any
number of processors.
.
Scenarios are included: the guarantees for Ukraine as debated in August 2025,
Sinai 1956, and small ones to learn from.")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME libentente${soversion})
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SOURCE entente)
set(CPACK_DEBIAN_LIBRARY_DESCRIPTION "scenario simulation of how wars end - shared library
libentente opens scenario files of entente, simulates them, and gives the
tables as named columns in memory, to programs in C and in any language that
calls C.
.
This package holds the shared library.")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libentente-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SOURCE entente)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "libentente${soversion} (= ${PROJECT_VERSION}-${release})")
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION "scenario simulation of how wars end - development files
libentente opens scenario files of entente, simulates them, and gives the
tables as named columns in memory, to programs in C and in any language that
calls C.
.
This package holds the header entente.h and the module for pkg-config.")
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")

# Cross-built: neither architecture nor dependencies can be asked of this machine (release.sh gives both).
if(CMAKE_CROSSCOMPILING)
  set(CPACK_DEBIAN_PACKAGE_ARCHITECTURE ${ENTENTE_DEBIAN_ARCHITECTURE})
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS OFF)
  set(CPACK_DEBIAN_PROGRAM_PACKAGE_DEPENDS "${ENTENTE_DEPENDS_PROGRAM}")
  set(CPACK_DEBIAN_LIBRARY_PACKAGE_DEPENDS "${ENTENTE_DEPENDS_LIBRARY}")
endif()

# What only a Debian package wants is done in CPack's staging folder, before it is packed.
set(packaging ${CMAKE_CURRENT_LIST_DIR})
foreach(script epoch stage pack)
  configure_file(${packaging}/debian_${script}.cmake.in ${PROJECT_BINARY_DIR}/package/${script}.cmake @ONLY)
endforeach()
set(CPACK_PROJECT_CONFIG_FILE ${PROJECT_BINARY_DIR}/package/epoch.cmake)
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_BINARY_DIR}/package/stage.cmake)
set(CPACK_POST_BUILD_SCRIPTS ${PROJECT_BINARY_DIR}/package/pack.cmake)
include(CPack)
