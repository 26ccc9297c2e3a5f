namespace QuickStart.Failures;

/// <summary>Ends the job with a sentence for the user and an exit code.</summary>
public sealed class JobException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="exitCode">One of <see cref="ExitCodes"/>.</param>
    /// <param name="message">The sentence for the user.</param>
    /// <param name="innerException">The cause.</param>
    public JobException(int exitCode, string message, Exception? innerException = null)
        : base(message, innerException) => ExitCode = exitCode;

    /// <summary>One of <see cref="ExitCodes"/>.</summary>
    public int ExitCode { get; }
}
