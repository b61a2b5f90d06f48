#ifndef BRIEDUMS_DEFINITIONS_H
#define BRIEDUMS_DEFINITIONS_H

#include <stddef.h>

/* A file of a questionnaire definition that travels inside the program. */
struct briedums_definition_file {
    const char *folder;         /* "vppp/2021.1" */
    const char *name;           /* "rules.json" */
    const unsigned char *bytes;
    size_t size;
};

/* The number of bundled files. */
size_t briedums_definition_file_count(void);

/* The bundled file at an index below the count. */
struct briedums_definition_file briedums_definition_file_at(size_t index);

/* The thresholds by which the conclusion of an audit is graded; of no folder. */
struct briedums_definition_file briedums_audit_policy(void);

#endif
