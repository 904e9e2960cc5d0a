# The help: English lives in the grammar (src/cli/), but for its headings.
help-heading-usage = Usage:
help-heading-verbs = Commands
help-heading-arguments = Arguments
help-heading-options = Options
help-heading-general = General options
help-heading-examples = Examples:
help-verb-help = Say how a command is used
help-default = [default: { $value }]
