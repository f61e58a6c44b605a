#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Shows how far work is, in the style that the session's settings and outputs lead to.
struct ProgressView: Sendable {
  /// How readings are shown.
  enum Style: Sendable, Equatable {
    /// Rows that are drawn again and again.
    case bar
    /// A line now and then.
    case plain
    /// A JSON object instead of each of those lines.
    case json
    /// Nothing.
    case none
  }

  /// What may stand still.
  private struct Work: Hashable {
    var job: Int64?
    var subject: String
  }

  /// What lines are due for.
  private struct Pace: Hashable {
    var job: Int64?
    var step: String
  }

  /// Rows that are shown at most, so that a window has room for what is above them.
  static let most = 6

  private let console: Console
  private let events: EventLog?
  private var style: Style
  /// When lines are due, for each step of each job and of what is none.
  ///
  /// Collections that are worked on side by side may be at different steps.
  private var paces: [Pace: PlainProgress] = [:]
  /// What it was said of that nothing moves.
  private var stalled: Set<Work> = []
  /// When the view began, or told last among the events how far the work is.
  private var lastEvent: ContinuousClock.Instant?

  /// Makes a view on the console.
  init(on console: Console, style: Style, events: EventLog? = nil) {
    self.console = console
    self.style = style
    self.events = events
  }

  /// Makes a view as the session has it.
  init(in session: ShellSession, isQuiet: Bool) {
    let wanted = isQuiet || session.isQuiet ? ProgressStyle.none : session.settings.progress
    self.init(
      on: session.console,
      style: Self.style(wanted, isTerminal: session.console.screen.errorsAreTerminal),
      events: session.events)
    if style == .plain, session.settings.output.isJSON { style = .json }
  }

  /// The style for a wish: a block of rows needs a terminal.
  static func style(_ wish: ProgressStyle, isTerminal: Bool) -> Style {
    switch wish {
    case .auto, .bar: isTerminal ? .bar : .plain
    case .plain: .plain
    case .json: .json
    case .none: .none
    }
  }

  /// Whether rows are drawn again and again.
  var isLive: Bool { style == .bar }

  /// Shows a reading; the rows around it appear in a live block only.
  mutating func show(
    _ reading: ProgressReading, above: [String] = [], below: [String] = [],
    at now: ContinuousClock.Instant = .now
  ) async {
    await tell(reading, at: now)
    switch style {
    case .none: break
    case .bar:
      // The job's number stands in the first row of its block only.
      var moving = reading
      if !above.isEmpty { moving.job = nil }
      await sayStall(of: reading)
      await draw(above + [ProgressLine.running(moving, width: width)] + below)
    case .plain, .json: await say(reading, at: now)
    }
  }

  /// Shows several readings, a row each for the first `most` of them, and what they come to.
  mutating func show(
    _ readings: [ProgressReading], atMost most: Int, all: ProgressReading, below: [String] = [],
    at now: ContinuousClock.Instant = .now
  ) async {
    await tell(all, at: now)
    switch style {
    case .none: break
    case .bar:
      for reading in readings { await sayStall(of: reading) }
      let rest = readings.count - most
      var rows = ProgressLine.running(readings.prefix(most) + [all], width: width)
      if rest > 0 { rows.insert("    and \(Figures.count(rest)) more", at: rows.count - 1) }
      await draw(rows + below)
    case .plain, .json:
      for reading in readings + [all] { await say(reading, at: now) }
    }
  }

  private var width: Int { console.screen.width(of: .messages) ?? 80 }

  private func draw(_ rows: [String]) async {
    await console.show(block: rows.map { String($0.prefix(width)) })
  }

  /// Says a reading in a line, if one is due, or once in each stall.
  private mutating func say(_ reading: ProgressReading, at now: ContinuousClock.Instant) async {
    let pace = Pace(job: reading.job, step: reading.step)
    let isDue = paces[pace, default: PlainProgress()].line(for: reading, at: now) != nil
    guard beginsStall(reading) || isDue else { return }
    if style == .json {
      await console.event(reading.document)
    } else {
      await console.note(Self.timed(PlainProgress.text(of: reading)))
    }
  }

  /// Tells now and then among the events how far work is that is no job: jobs are told of anyway.
  private mutating func tell(_ reading: ProgressReading, at now: ContinuousClock.Instant) async {
    guard let events, reading.job == nil else { return }
    guard let last = lastEvent else {
      lastEvent = now
      return
    }
    guard last.duration(to: now) >= EventSampler.rest else { return }
    lastEvent = now
    await events.note(.progress, reading.fields)
  }

  /// Says once in each stall that nothing moves, above the rows, which are drawn over.
  private mutating func sayStall(of reading: ProgressReading) async {
    guard beginsStall(reading) else { return }
    await console.note(Self.timed(PlainProgress.text(of: reading)))
  }

  /// Whether the reading is the first of its work that says that nothing moves.
  private mutating func beginsStall(_ reading: ProgressReading) -> Bool {
    let work = Work(job: reading.job, subject: reading.subject)
    guard reading.silence != nil else {
      stalled.remove(work)
      return false
    }
    return stalled.insert(work).inserted
  }

  /// The line behind the time of day, for whoever reads it later.
  private static func timed(_ line: String) -> String {
    let now = Date()
    return "\(Figures.moment(now, now: now)) \(line)"
  }

  /// Shows a line until it is cleared, in a live block only.
  func show(remark: String) async {
    if isLive { await console.show(block: [remark]) }
  }

  /// Takes the live block away.
  func clear() async {
    if isLive { await console.removeBlock() }
  }
}
