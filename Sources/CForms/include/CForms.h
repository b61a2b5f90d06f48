#ifndef BRIEDUMS_FORMS_H
#define BRIEDUMS_FORMS_H

#include <stddef.h>

/* The parts of the page that are written in the languages of browsers. */
enum briedums_page_part {
    BRIEDUMS_PAGE_STYLE,
    BRIEDUMS_PAGE_RULES,
    BRIEDUMS_PAGE_SCRIPT
};

struct briedums_page_text {
    const unsigned char *bytes;
    size_t size;
};

/* The text of a part, in UTF-8. */
struct briedums_page_text briedums_page_text(enum briedums_page_part part);

#endif
