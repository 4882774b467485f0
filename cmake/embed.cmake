# Puts texts that the program carries into a C++ file, so that they stand in files of their own kind here; esbuild makes them
# small, since every visitor loads them.
#
#   embed_texts(OUTPUT HEADER NAMESPACE [FUNCTION FILE...]...)    files end in .js, .css or .json; scripts and style sheets of one function
#                                                          become one text, JSON files a list of EmbeddedText, which HEADER has
if(NOT CMAKE_SCRIPT_MODE_FILE)
    find_program(ESBUILD esbuild REQUIRED)
    set(embed_script ${CMAKE_CURRENT_LIST_FILE})
    function(embed_texts output header namespace)
        set(files ${ARGN})
        list(FILTER files INCLUDE REGEX "\\.(js|css|json)$")
        add_custom_command(OUTPUT ${output} VERBATIM
            COMMAND ${CMAKE_COMMAND} "-DOUTPUT=${output}" "-DHEADER=${header}" "-DNAMESPACE=${namespace}" "-DTEXTS=${ARGN}" "-DESBUILD=${ESBUILD}"
                -P ${embed_script}
            DEPENDS ${files} ${embed_script}
            WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
            COMMENT "Making ${output}")
    endfunction()
    return()
endif()

# As the build runs it.
set(code "#include \"${HEADER}\"\n\nnamespace ${NAMESPACE} {\n")
function(add_text name)
    list(GET ARGN 0 first)
    get_filename_component(kind ${first} EXT)
    set(text "")
    if(kind STREQUAL ".json")
        foreach(file IN LISTS ARGN)
            file(READ ${file} content)
            get_filename_component(stem ${file} NAME_WE)
            string(APPEND text "        {\"${stem}\", R\"embedded(${content})embedded\"},\n")
        endforeach()
        string(APPEND code "\nstd::span<const EmbeddedText> ${name}() {\n    static const EmbeddedText all[] = {\n${text}    };\n"
            "    return all;\n}\n")
        set(code "${code}" PARENT_SCOPE)
        return()
    endif()
    foreach(file IN LISTS ARGN)
        file(READ ${file} content)
        string(APPEND text "${content}")
    endforeach()
    if(kind STREQUAL ".js")
        set(text "(function () {\n'use strict';\n${text}})();\n")
    endif()
    set(whole ${OUTPUT}.${name}${kind})
    file(WRITE ${whole} "${text}")
    execute_process(COMMAND ${ESBUILD} --minify --charset=utf8 --target=es2020 --log-level=warning
        --log-override:unsupported-@namespace=silent ${whole}
        OUTPUT_VARIABLE small COMMAND_ERROR_IS_FATAL ANY)
    string(APPEND code "\nstd::string_view ${name}() {\n    return R\"embedded(${small})embedded\";\n}\n")
    set(code "${code}" PARENT_SCOPE)
endfunction()
set(name "")
set(files "")
foreach(word IN LISTS TEXTS)
    if(word MATCHES "\\.(js|css|json)$")
        list(APPEND files ${word})
        continue()
    endif()
    if(files)
        add_text(${name} ${files})
    endif()
    set(name ${word})
    set(files "")
endforeach()
add_text(${name} ${files})
file(WRITE ${OUTPUT} "${code}\n}\n")
