#include "CForms.h"

static const unsigned char style[] = {
#embed "page.css"
};
static const unsigned char rules[] = {
#embed "rules.js"
};
static const unsigned char script[] = {
#embed "page.js"
};

struct briedums_page_text briedums_page_text(enum briedums_page_part part) {
    switch (part) {
    case BRIEDUMS_PAGE_STYLE: return (struct briedums_page_text){ style, sizeof style };
    case BRIEDUMS_PAGE_RULES: return (struct briedums_page_text){ rules, sizeof rules };
    default: return (struct briedums_page_text){ script, sizeof script };
    }
}
