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

  private let console: Console
  private var style: Style
  private var pace = PlainProgress()

  /// Makes a view on the console.
  init(on console: Console, style: Style) {
    self.console = console
    self.style = style
  }

  /// Makes a view as the session has it.
  init(in session: ShellSession, isQuiet: Bool) {
    let wanted = isQuiet || session.isQuiet ? ProgressStyle.none : session.settings.progress
    self.init(
      on: session.console,
      style: Self.style(wanted, isTerminal: session.console.screen.errorsAreTerminal))
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
    switch style {
    case .none: break
    case .bar:
      let width = console.screen.width(of: .messages) ?? 80
      // The job's number stands in the first row of its block only.
      var moving = reading
      if !above.isEmpty { moving.job = nil }
      let rows = above + [ProgressLine.running(moving, width: width)] + below
      await console.show(block: rows.map { String($0.prefix(width)) })
    case .plain:
      if let line = pace.line(for: reading, at: now) { await console.note(line) }
    case .json:
      guard pace.line(for: reading, at: now) != nil else { return }
      await console.event(reading.document)
    }
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
