extension HelpTopic {
  /// The codes, and how to ask for one.
  static var aboutCodes: String {
    let start = """
      Every error and every finding of check and diff has a code, which stays the
      same while its words may change. help and the code tell what it means and what
      to do:
        help source.unreachable
        help check.nameTaken
      """
    let families = CodePage.families.map { title, codes in
      ([title] + WrappedText.lines(of: "  " + codes.joined(separator: " "), width: 78, hanging: 2))
        .joined(separator: "\n")
    }
    return ([start] + families).joined(separator: "\n\n")
  }
}
