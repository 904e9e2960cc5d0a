# The help: English lives in the grammar (src/cli/), but for its headings.
help-heading-usage = Usage:
help-heading-verbs = Commands
help-heading-general = General options
help-heading-examples = Examples:
