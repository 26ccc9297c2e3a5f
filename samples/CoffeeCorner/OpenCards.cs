using AutoCrm.Profiles;
using AutoCrm.SharedKernel;

namespace CoffeeCorner;

/// <summary>What the profile of a customer shows of the coffee corner.</summary>
/// <param name="Cards">The cards that have room, ordered by number.</param>
public sealed record OpenCards(IReadOnlyList<CoffeeCard> Cards);

/// <summary>Loads the open cards of a customer, and those of the customers merged into it.</summary>
public sealed class OpenCardsSection(IReadRepository<CoffeeCard> cards) : IProfileSection<OpenCards>
{
    /// <inheritdoc/>
    public async Task<OpenCards?> LoadAsync(ProfileContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var open = await cards.ListAsync(new OpenCardsSpec(context.AllIds), cancellationToken).ConfigureAwait(false);
        return open.Count == 0 ? null : new OpenCards(open);
    }
}
