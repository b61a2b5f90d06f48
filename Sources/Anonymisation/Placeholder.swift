package enum AnonymisationPlaceholder {}
