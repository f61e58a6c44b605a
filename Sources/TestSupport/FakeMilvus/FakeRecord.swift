/// What a fake was asked, and who wants to know of it.
struct FakeRecord: Sendable {
  private(set) var calls: [FakeMilvus.Call] = []
  private var listeners: [AsyncStream<FakeMilvus.Call>.Continuation] = []
  private var gates: [String: [FakeGate]] = [:]

  mutating func note(_ call: FakeMilvus.Call) {
    calls.append(call)
    for listener in listeners { listener.yield(call) }
  }

  mutating func forget() {
    calls = []
  }

  mutating func add(_ listener: AsyncStream<FakeMilvus.Call>.Continuation) {
    listeners.append(listener)
  }

  mutating func add(_ gate: FakeGate, before method: String) {
    gates[method, default: []].append(gate)
  }

  /// The gate that the next call of a method has to pass.
  mutating func takeGate(before method: String) -> FakeGate? {
    guard let gate = gates[method]?.first else { return nil }
    gates[method]?.removeFirst()
    return gate
  }
}
