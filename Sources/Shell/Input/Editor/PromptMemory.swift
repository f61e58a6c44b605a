internal import CEditline

/// The prompt in the form libedit wants: it asks at every drawing and keeps no copy.
final class PromptMemory {
  /// Encloses what takes no columns.
  static let mark: Unicode.Scalar = "\u{1}"

  private(set) var width = 0
  private var characters = UnsafeMutableBufferPointer<wchar_t>.allocate(capacity: 1)

  init() {
    characters.initialize(repeating: 0)
  }

  deinit {
    characters.deallocate()
  }

  /// The characters and a zero behind them.
  var pointer: UnsafeMutablePointer<wchar_t>? { characters.baseAddress }

  func set(_ prompt: Prompt, inColour: Bool) {
    let text = wide(prompt.rendered(inColour: inColour, mark: String(Self.mark)))
    characters.deallocate()
    characters = .allocate(capacity: text.count)
    _ = characters.initialize(from: text)
    width = DisplayWidth.columns(of: prompt.rendered(inColour: false, mark: ""))
  }
}
