/// The frame of every answer: `{"code": 0, "data": …, "message"?: "…"}`.
///
/// Lenient where official sources contradict each other: success is 0 or 200, a missing number
/// means success, lists are an array or an object that holds one, and fields that belong under
/// `data` may stand beside it.
struct CloudEnvelope {
  /// 0 or 200 for success, else the number of the failure.
  let code: Int64
  /// What the service says of a failure.
  let message: String?
  /// The service's own name of the request, in some failures.
  let requestID: String?
  private let root: CloudJSON

  /// Reads an answer; nil if it is none, though it may be JSON.
  init?(_ body: [UInt8]) {
    guard let root = CloudJSON(body), root.holds("code") || root.holds("data") else { return nil }
    self.root = root
    code = root["code"].integer ?? 0
    message = root["message"].text
    requestID = root["requestId"].text
  }

  /// Whether the number is one of success.
  var isSuccess: Bool { code == 0 || code == 200 }

  /// The data of the answer; null if it has none.
  var data: CloudJSON { root["data"] }

  /// The object with the field: the data, else the answer itself.
  func object(holding field: String) -> CloudJSON? {
    [data, root].first { $0.holds(field) }
  }

  /// The elements of a list: the data, or its field of that name; none where there is no data.
  func list(_ name: String) -> [CloudJSON]? {
    data == .null ? [] : data.elements ?? data[name].elements
  }
}
