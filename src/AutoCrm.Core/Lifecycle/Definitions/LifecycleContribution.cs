namespace AutoCrm.Lifecycle;

/// <summary>What a plug-in, or the host, adds to the lifecycle of the host.</summary>
/// <param name="Contributor">The plug-in with its version, such as <c>coffee-corner@1.0</c>; <c>host</c> for what the host states itself.</param>
/// <param name="Extend">Adds stages, transitions and effects.</param>
internal sealed record LifecycleContribution(string Contributor, Action<LifecycleBuilder> Extend)
{
    /// <summary>A lifecycle with contributions, in their order; without any it is the lifecycle itself.</summary>
    /// <exception cref="LifecycleDefinitionException">The whole is invalid; each problem names who contributed what it is about.</exception>
    public static LifecycleDefinition Compose(LifecycleDefinition basis, IReadOnlyList<LifecycleContribution> contributions)
    {
        if (contributions.Count == 0)
        {
            return basis;
        }

        var names = contributions.Select(contribution => contribution.Contributor).Distinct();
        var builder = basis.Extend($"{basis.Name}+{string.Join('+', names)}", basis.Version);
        foreach (var contribution in contributions)
        {
            builder.Contributor = contribution.Contributor;
            try
            {
                contribution.Extend(builder);
            }
            catch (ArgumentException exception)
            {
                throw new LifecycleDefinitionException(builder.Name, [$"What {contribution.Contributor} contributes cannot be added: {exception.Message}"]);
            }
        }

        return builder.Build();
    }
}
