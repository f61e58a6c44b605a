/// A setting by its name: one declaration serves `set`, its help and its completion.
package enum SettingKey: String, CaseIterable, Sendable {
  case output, color, pager, progress, notices, events, timing, confirm, hints, bell, timeout, limit
  case editingMode = "editing-mode"
  case onError = "on-error"
  case cloudURL = "cloud-url"

  /// What the setting does.
  package var purpose: String {
    switch self {
    case .output: "form of results"
    case .color: "when colour is used"
    case .pager: "what shows longer results: auto is $PAGER or less -FRX; off; or a command"
    case .progress: "how progress is shown"
    case .notices: "which notices of background jobs are shown"
    case .events: "file to which everything that happens is added as JSON lines; off"
    case .timing: "print the time that each command took"
    case .confirm: "ask before something is changed"
    case .hints: "suggest the rest of a line while it is typed"
    case .bell: "ring after commands that took so many seconds; off"
    case .editingMode: "keys of the line editor; auto is as ~/.editrc says, else emacs"
    case .timeout: "seconds that a request may take"
    case .limit: "rows that a list has at most"
    case .onError: "what a script does after a failed command"
    case .cloudURL: "control plane of Zilliz Cloud, or its address"
    }
  }

  /// The values that it takes, if they are few.
  package var choices: [String] {
    switch self {
    case .output: OutputFormat.allCases.map(\.rawValue)
    case .color: ColorChoice.allCases.map(\.rawValue)
    case .progress: ProgressStyle.allCases.map(\.rawValue)
    case .notices: NoticeChoice.allCases.map(\.rawValue)
    case .timing, .confirm, .hints: ["on", "off"]
    case .onError: ErrorChoice.allCases.map(\.rawValue)
    case .cloudURL: CloudSite.words
    case .editingMode: EditingMode.allCases.map(\.rawValue)
    case .pager, .events, .bell, .timeout, .limit: []
    }
  }

  /// The words among the values of a setting that takes others, too.
  package var words: [String] {
    switch self {
    case .pager: ["auto", "off"]
    case .events, .bell: ["off"]
    default: []
    }
  }

  /// Its value as text.
  package func value(in settings: Settings) -> String {
    switch self {
    case .output: settings.output.rawValue
    case .color: settings.color.rawValue
    case .pager: settings.pager
    case .progress: settings.progress.rawValue
    case .notices: settings.notices.rawValue
    case .events: settings.events ?? "off"
    case .timing: Self.word(settings.timing)
    case .confirm: Self.word(settings.confirm)
    case .hints: Self.word(settings.hints)
    case .bell: settings.bell?.defaultValueDescription ?? "off"
    case .editingMode: settings.editingMode.rawValue
    case .timeout: settings.timeout.defaultValueDescription
    case .limit: String(settings.limit)
    case .onError: settings.onError.rawValue
    case .cloudURL: settings.cloudSite.text
    }
  }

  /// Changes its value to what the text says.
  ///
  /// - Throws: `UsageError.invalidValue`.
  package func set(_ text: String, in settings: inout Settings) throws(UsageError) {
    switch self {
    case .output: settings.output = try read(OutputFormat.init, text)
    case .color: settings.color = try read(ColorChoice.init, text)
    case .pager: settings.pager = text.isEmpty ? "off" : text
    case .progress: settings.progress = try read(ProgressStyle.init, text)
    case .notices: settings.notices = try read(NoticeChoice.init, text)
    case .events: settings.events = ["off", ""].contains(text) ? nil : text
    case .timing: settings.timing = try read(Self.truth, text)
    case .confirm: settings.confirm = try read(Self.truth, text)
    case .hints: settings.hints = try read(Self.truth, text)
    case .bell:
      settings.bell = text == "off" ? nil : try read(Seconds.init(argument:), text)
    case .editingMode: settings.editingMode = try read(EditingMode.init, text)
    case .timeout: settings.timeout = try read(Seconds.init(argument:), text)
    case .limit: settings.limit = try read(Self.positive, text)
    case .onError: settings.onError = try read(ErrorChoice.init, text)
    case .cloudURL: settings.cloudSite = try CloudSite(text)
    }
  }

  private func read<Value>(
    _ make: (String) -> Value?, _ text: String
  ) throws(UsageError) -> Value {
    guard let value = make(text) else {
      throw UsageError(
        .invalidValue, "\"\(text)\" is no value of \(rawValue)",
        hint: choices.isEmpty ? "a number above zero" : "one of \(choices.joined(separator: ", "))")
    }
    return value
  }

  private static func word(_ truth: Bool) -> String { truth ? "on" : "off" }

  private static func truth(_ text: String) -> Bool? { ["on": true, "off": false][text] }

  private static func positive(_ text: String) -> Int? {
    Int(text).flatMap { $0 > 0 ? $0 : nil }
  }
}
