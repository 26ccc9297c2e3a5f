using AutoCrm.SharedKernel;

namespace AutoCrm.Lifecycle;

/// <summary>A lifecycle that was stated cannot work.</summary>
public sealed class LifecycleDefinitionException : DomainException
{
    /// <summary>Lists everything that is wrong.</summary>
    public LifecycleDefinitionException(string name, IReadOnlyList<string> problems)
        : base("lifecycle-definition", $"The lifecycle '{name}' cannot be used:{string.Concat(problems.Select(problem => $"{Environment.NewLine}- {problem}"))}") =>
        Problems = problems;

    /// <summary>What is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Problems { get; }
}
