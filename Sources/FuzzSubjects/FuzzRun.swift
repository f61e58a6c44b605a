internal import TestSupport

/// A series of inputs for one subject.
package struct FuzzRun: Sendable {
  /// What all inputs depend on.
  package var seed: UInt64
  /// The numbers of the inputs to feed.
  package var inputs: Range<Int>
  /// The largest resident memory that the process may have had, in bytes; nil if it is not watched.
  package var memoryLimit: Int?

  /// Makes a series.
  package init(seed: UInt64, inputs: Range<Int>, memoryLimit: Int? = nil) {
    self.seed = seed
    self.inputs = inputs
    self.memoryLimit = memoryLimit
  }

  // 64 inputs pay for one base; with each of 10^6 inputs there are 15,625 bases.
  private static let blockSize = 64
  // A look at the memory takes as long as a few inputs.
  private static let memoryInterval = 512

  /// Feeds the inputs one after another.
  ///
  /// - Parameters:
  ///   - subject: What is fed.
  ///   - note: Called with the number of each input before it is made.
  /// - Returns: How it went.
  /// - Throws: `FuzzFailure` for the first input that does not pass.
  package func feed(
    _ subject: some FuzzSubject, note: (Int) -> Void = { _ in }
  ) async throws -> FuzzReport {
    let start = ContinuousClock.now
    var report = FuzzReport(subject: subject.name, seed: seed, inputs: inputs.count)
    for block in blocks {
      note(block.lowerBound)
      let base = try base(ofBlock: block.lowerBound, for: subject)
      for number in block {
        note(number)
        let began = ContinuousClock.now
        try await feed(number, from: base, to: subject)
        report.note(number, took: began.duration(to: .now))
      }
    }
    report.duration = start.duration(to: .now)
    return report
  }

  /// Makes one input again and returns it as text, without feeding it.
  package func text(of number: Int, for subject: some FuzzSubject) throws -> String {
    let base = try base(ofBlock: number, for: subject)
    return subject.text(of: try input(number, from: base, for: subject))
  }

  /// The inputs, cut where a base ends.
  private var blocks: [Range<Int>] {
    let last = (inputs.upperBound - 1) / Self.blockSize
    return stride(from: inputs.lowerBound / Self.blockSize, through: last, by: 1).map { block in
      (block * Self.blockSize..<(block + 1) * Self.blockSize).clamped(to: inputs)
    }
  }

  private func base<S: FuzzSubject>(ofBlock number: Int, for subject: S) throws -> S.Base {
    var generator = generator(UInt64(number / Self.blockSize) << 1)
    return try subject.base(using: &generator)
  }

  private func input<S: FuzzSubject>(
    _ number: Int, from base: S.Base, for subject: S
  ) throws -> S.Input {
    var generator = generator(UInt64(number) << 1 | 1)
    return try subject.input(from: base, using: &generator)
  }

  /// Generators of different numbers have nothing in common: seeds go through the mixer first.
  private func generator(_ number: UInt64) -> SeededGenerator {
    var outer = SeededGenerator(seed: seed)
    var inner = SeededGenerator(seed: outer.next() ^ number)
    return SeededGenerator(seed: inner.next())
  }

  private func feed<S: FuzzSubject>(
    _ number: Int, from base: S.Base, to subject: S
  ) async throws {
    do {
      try await subject.check(try input(number, from: base, for: subject))
      try checkMemory(after: number)
    } catch {
      let text = try? text(of: number, for: subject)
      throw FuzzFailure(
        subject: subject.name, seed: seed, number: number,
        input: text ?? "an input that cannot be made", fault: "\(error)")
    }
  }

  private func checkMemory(after number: Int) throws(FuzzFault) {
    guard let memoryLimit,
      number.isMultiple(of: Self.memoryInterval) || number + 1 == inputs.upperBound,
      let peak = PeakMemory.bytes
    else { return }
    let first = max(inputs.lowerBound, number - Self.memoryInterval)
    try require(peak <= memoryLimit, "peak memory of \(peak >> 20) MB since input \(first)")
  }
}

/// How a series went that passed.
package struct FuzzReport: Sendable {
  /// What was fed.
  package let subject: String
  /// What all inputs depended on.
  package let seed: UInt64
  /// How many inputs were fed.
  package let inputs: Int
  /// How long all of it took.
  package internal(set) var duration = Duration.zero
  /// The number of the input that took longest.
  package private(set) var slowest = 0
  /// How long that one took.
  package private(set) var slowestDuration = Duration.zero

  init(subject: String, seed: UInt64, inputs: Int) {
    self.subject = subject
    self.seed = seed
    self.inputs = inputs
  }

  mutating func note(_ number: Int, took duration: Duration) {
    guard duration > slowestDuration else { return }
    slowest = number
    slowestDuration = duration
  }
}

/// An input that did not pass.
package struct FuzzFailure: Error, CustomStringConvertible {
  /// What was fed.
  package let subject: String
  /// What all inputs depended on.
  package let seed: UInt64
  /// The number of the input.
  package let number: Int
  /// The input as text.
  package let input: String
  /// What did not hold.
  package let fault: String

  /// All of it, the input last.
  package var description: String {
    "\(subject), seed \(seed), input \(number): \(fault)\n\(input)"
  }
}
