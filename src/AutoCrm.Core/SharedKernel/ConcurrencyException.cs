namespace AutoCrm.SharedKernel;

/// <summary>
/// The same aggregate was changed by another unit of work between its reading and its saving, or the same message was received by one. Nothing of the unit of work was
/// stored; read again and repeat.
/// </summary>
public sealed class ConcurrencyException : Exception
{
    /// <summary>Says what lost the race.</summary>
    public ConcurrencyException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
