extension MilvusError {
  /// The failure of a write, told apart: `.invalidRow` if it is about the content of single rows.
  package var asRefusalOfWrite: MilvusError {
    guard code == .invalidRequest,
      RefusedRow.isMeant(byCode: serverCode, words: serverWords ?? "")
    else { return self }
    var failure = self
    failure.code = .invalidRow
    return failure
  }

  /// Whether a server refused a write for a reason that is known neither of rows nor of requests.
  ///
  /// A row may be at fault, or the server itself; and whether something was stored is not known.
  package var isUnexplainedRefusal: Bool {
    code == .invalidRequest && serverCode != nil
      && !RefusedRow.isRequestMeant(byCode: serverCode, words: serverWords ?? "")
  }
}

/// Tells refusals of what a row contains from refusals of a request as such.
///
/// Servers say it in words only. What is known to be said about a row counts whatever the number is:
/// 2.3 has one for nearly everything. With the numbers of an invalid parameter, given after a look at
/// the rows and before anything is stored, all counts as said about a row that is not known to be
/// said about every row alike. What remains may be a row's, or a fault that passes: that is found out
/// by sending it again.
enum RefusedRow {
  static func isMeant(byCode number: Int32?, words: String) -> Bool {
    let text = words.withoutNames.lowercased()
    if rowPhrases.contains(where: text.contains) { return true }
    guard let number, invalidParameter.contains(number) else { return false }
    return !requestPhrases.contains(where: text.contains)
  }

  /// Whether every row would be refused alike.
  static func isRequestMeant(byCode number: Int32?, words: String) -> Bool {
    guard let number, invalidParameter.contains(number) else { return false }
    return !isMeant(byCode: number, words: words)
  }

  /// Invalid parameter on Milvus, illegal argument on Lite.
  private static let invalidParameter: Set<Int32> = [1100, 6]

  /// What servers say of one row.
  private static let rowPhrases = [
    "is not a number or infinity", "exceeds max length", "exceeds max capacity",
    "cannot include the static field name", "invalid dynamic field data", "cannot set json key to",
    // Of JSON that is no object, which 2.3 does not take.
    "into go value of type map", "invalid geometry data", "invalid timestamptz string",
    "not utf-8 format", "in sparse float vector", "nil sparse float vector",
  ]

  /// What servers say of a request, whichever rows it holds.
  private static let requestPhrases = [
    "num_rows", "fielddata", "number of fields", "length of passed fields", "missing required",
    "missing and not nullable", "schema dim", "expected dim", "array type mismatch",
    "insert data does not match", "valid_data", "valid data", "auto id", "auto_id", "autoid",
    "partition key", "namespace", "function", "embedding", "not in schema", "field not found",
    "field not exist", "unknown field", "duplicated field", "without dynamic schema",
    "not support", "collection name", "primary field", "primary key",
  ]
}
