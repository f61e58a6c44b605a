@testable import Shell

/// The text that a person sees of a value, with a newline at the end of each line.
func screen(_ value: some Renderable, width: Int? = nil) -> String {
  Renderer(format: .table, width: width).text(of: value)
}

/// The text that a program reads of a value.
func json(_ value: some Renderable) -> String {
  Renderer(format: .json).text(of: value)
}
