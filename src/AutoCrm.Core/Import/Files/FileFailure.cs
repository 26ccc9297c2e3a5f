namespace AutoCrm.Import;

/// <summary>A file or folder that could not be read at all. Nothing of it was stored.</summary>
/// <param name="File">The file or folder, relative to the imported folder, with forward slashes.</param>
/// <param name="Message">What is wrong with it and what would be right.</param>
public sealed record FileFailure(string File, string Message);
