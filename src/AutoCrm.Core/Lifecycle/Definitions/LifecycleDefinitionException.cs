using AutoCrm.SharedKernel;

namespace AutoCrm.Lifecycle;

/// <summary>A lifecycle definition is invalid.</summary>
public sealed class LifecycleDefinitionException : DomainException
{
    /// <summary>Creates an exception that lists all errors.</summary>
    public LifecycleDefinitionException(string name, IReadOnlyList<string> problems)
        : base("lifecycle-definition", $"The lifecycle '{name}' is invalid:{string.Concat(problems.Select(problem => $"{Environment.NewLine}- {problem}"))}") =>
        Problems = problems;

    /// <summary>The errors, one sentence each.</summary>
    public IReadOnlyList<string> Problems { get; }
}
