/// One thing that goes wrong at one call of a fake server.
package struct FaultPlan: Sendable, Hashable, CustomStringConvertible {
  /// What goes wrong.
  package enum Fault: String, Sendable, CaseIterable {
    /// The server is unavailable; the call is not carried out.
    case refused
    /// The deadline passes; the call is not carried out.
    case timedOut
    /// The call is carried out, and then the deadline passes.
    case timedOutAfterwards
    /// The call is carried out, and then every connection breaks.
    case reset
    /// The message is larger than the server's limit; the call is not carried out.
    case tooLarge
    /// The rate limit is exceeded; the call is not carried out.
    case rateLimited
    /// Writing is denied until health has been asked for three times.
    case writeDenied
    /// The call is carried out, and half of its answer arrives.
    case torn
    /// The caller's role does not suffice.
    case permissionDenied
    /// The deadline passes; the rows are stored later, after they have been written again.
    case delayed
  }

  /// What goes wrong.
  package var fault: Fault
  /// At which call, counted from 1 over the calls that the fault can happen to.
  package var call: Int
  /// The calls that count; nil counts all that the fault can happen to.
  package var methods: Set<String>?
  /// Whether the server is unavailable from then on.
  package var isLastAnswer: Bool

  /// Plans a fault.
  package init(
    _ fault: Fault, atCall call: Int, of methods: Set<String>? = nil, isLastAnswer: Bool = false
  ) {
    precondition(call > 0, "calls are counted from 1")
    self.fault = fault
    self.call = call
    self.methods = methods
    self.isLastAnswer = isLastAnswer
  }

  /// The fault and its place: `timedOutAfterwards at call 7`.
  package var description: String {
    let names = methods.map { " of \($0.sorted().joined(separator: ", "))" } ?? ""
    return "\(fault.rawValue) at call \(call)\(names)\(isLastAnswer ? ", then gone" : "")"
  }
}

extension FaultPlan.Fault {
  /// Whether it can happen to a call.
  package func concerns(_ method: String, isChange: Bool) -> Bool {
    let writes: Set = ["Insert", "Upsert", "Delete"]
    return switch self {
    case .refused, .timedOut, .torn, .permissionDenied: true
    // Where nothing changes it is all the same whether a call was carried out.
    case .timedOutAfterwards, .reset: isChange
    case .tooLarge: method == "Query" || writes.contains(method)
    case .rateLimited: method == "Query" || isChange
    case .writeDenied: writes.contains(method)
    case .delayed: method == "Insert"
    }
  }
}

/// Counts calls and tells which of them goes wrong.
struct FaultInjector: Sendable {
  private var plan: FaultPlan?
  private var seen = 0
  /// Whether the fault has happened.
  private(set) var hasFired = false

  init(_ plan: FaultPlan?) {
    self.plan = plan
  }

  /// What happens to the next call.
  mutating func fault(at method: String, isChange: Bool) -> FaultPlan.Fault? {
    guard let plan else { return nil }
    guard !hasFired else { return plan.isLastAnswer ? .refused : nil }
    guard plan.methods?.contains(method) ?? true,
      plan.fault.concerns(method, isChange: isChange)
    else { return nil }
    seen += 1
    guard seen == plan.call else { return nil }
    hasFired = true
    return plan.fault
  }
}
