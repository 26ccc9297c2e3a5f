namespace AutoCrm.SharedKernel;

/// <summary>A rule of the domain was about to be broken. <see cref="Rule"/> names the rule.</summary>
public class DomainException : Exception
{
    /// <summary>Names the rule, and says what was attempted and what would be right.</summary>
    /// <param name="rule">A short stable name, such as <c>one-owner-at-a-time</c>.</param>
    /// <param name="message">What was attempted, with its values, and what would be right.</param>
    public DomainException(string rule, string message)
        : base(message) => Rule = rule;

    /// <summary>The short stable name of the rule.</summary>
    public string Rule { get; }
}
