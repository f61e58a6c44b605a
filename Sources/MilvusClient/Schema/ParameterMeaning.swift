/// Whether two parameters say the same, though servers write JSON and truth values in their own way.
public enum ParameterMeaning {
  /// Whether the texts are equal, or are truth values or JSON objects that mean the same.
  public static func isSame(_ left: String, _ right: String) -> Bool {
    if left == right || left.lowercased() == right.lowercased() && isTruth(left) { return true }
    guard let members = IndexParameters.members(of: left),
      let others = IndexParameters.members(of: right)
    else { return false }
    return Set(members.map(\.key)) == Set(others.map(\.key))
      && members.allSatisfy { isSame($0.value, others[$0.key] ?? "") }
  }

  private static func isTruth(_ text: String) -> Bool {
    ["true", "false"].contains(text.lowercased())
  }
}
