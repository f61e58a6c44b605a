/// Decides whose key range starts next, where several shares want to have some in flight; pure.
///
/// The next range is one of the share that has the fewest in flight, the first that asked. Others wait
/// until it fits, however small they are: else large ranges would never start.
struct FlightDeal {
  /// A range that is to be in flight.
  struct Request: Equatable, Sendable {
    let number: Int
    let share: Int
    /// What it weighs by estimate.
    let bytes: Int
    /// It starts while fewer than these are in flight.
    let calls: Int
  }

  /// The most bytes in flight; a single range may exceed it.
  let bytes: Int
  private var waiting: [Request] = []
  private var inFlight: [Request] = []

  init(bytes: Int) {
    precondition(bytes > 0, "a budget lets something through")
    self.bytes = bytes
  }

  /// Notes that a range waits.
  mutating func ask(_ request: Request) {
    precondition(request.calls > 0, "a share lets something through")
    waiting.append(request)
  }

  /// Counts the ranges in that may start now, and returns their numbers.
  mutating func admitted() -> [Int] {
    var numbers: [Int] = []
    while let place = nextPlace, fits(waiting[place]) {
      let request = waiting.remove(at: place)
      inFlight.append(request)
      numbers.append(request.number)
    }
    return numbers
  }

  /// Whether the range of that number was counted in.
  func isInFlight(_ number: Int) -> Bool { inFlight.contains { $0.number == number } }

  /// Counts a range out.
  mutating func leave(_ request: Request) {
    guard let place = inFlight.firstIndex(of: request) else {
      preconditionFailure("only what was admitted leaves")
    }
    inFlight.remove(at: place)
  }

  /// Takes ranges back that wait, and returns them.
  @discardableResult
  mutating func withdraw(where isMeant: (Request) -> Bool) -> [Request] {
    defer { waiting.removeAll(where: isMeant) }
    return waiting.filter(isMeant)
  }

  private var nextPlace: Int? {
    let load = inFlight.reduce(into: [:]) { $0[$1.share, default: 0] += 1 }
    return waiting.indices.min { load[waiting[$0].share] ?? 0 < load[waiting[$1].share] ?? 0 }
  }

  private func fits(_ request: Request) -> Bool {
    inFlight.isEmpty
      || inFlight.count < request.calls
        && inFlight.reduce(request.bytes) { $0 + $1.bytes } <= bytes
  }
}
