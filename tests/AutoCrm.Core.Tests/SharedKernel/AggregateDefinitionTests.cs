using System.Text.Json.Nodes;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Tests.SharedKernel;

public sealed class AggregateDefinitionTests
{
    private static readonly Id<Badge> Id = Id<Badge>.Derive(new SourceRef("test", "1"), Instant.FromUtc(2025, 1, 1, 0, 0));

    [Theory]
    [InlineData("Work.case")]
    [InlineData("work case")]
    [InlineData("work-case")]
    [InlineData("1work.case")]
    [InlineData("_work.case")]
    [InlineData(".case")]
    [InlineData("wörk.case")]
    public void A_name_that_no_store_can_use_is_refused(string name)
    {
        var error = Assert.Throws<ArgumentException>(() => Define(name));
        Assert.StartsWith(
            $"'{name}' cannot name an aggregate; expected lower-case letters, digits, underscores and points, such as work.case.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_name_is_refused() => Assert.Throws<ArgumentException>(() => Define(""));

    [Fact]
    public void A_member_that_no_column_can_keep_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Define().Index(badge => badge.Weight));
        Assert.StartsWith("test.badge declares Badge.Weight, a Double, which no column can keep; expected a string,", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Define().Index(badge => badge.Colours));
        Assert.Throws<ArgumentException>(() => Define().IndexEach(badge => badge.Stickers, sticker => sticker.Size));
    }

    [Fact]
    public void What_is_no_member_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Define().Index(badge => badge.Number.ToUpperInvariant()));
        Assert.Contains("which is not a member of Badge; expected something like c => c.Status.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Define().Index(badge => badge.Number + "x"));
        Assert.Throws<ArgumentException>(() => Define().Index(_ => "x"));
        Assert.Throws<ArgumentException>(() => Define().IndexEach(badge => badge.Stickers.Skip(1), sticker => sticker.Text));
    }

    [Fact]
    public void A_member_is_declared_once()
    {
        var error = Assert.Throws<ArgumentException>(() => Define().Index(badge => badge.Number).Index(badge => badge.Number, unique: true));
        Assert.StartsWith("test.badge declares the column 'number' twice, or it is one that every aggregate has;", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Define().IndexEach(badge => badge.Stickers, sticker => sticker.Text).IndexEach(badge => badge.Stickers));
    }

    [Fact]
    public void Columns_that_every_aggregate_has_are_not_declared_again()
    {
        Assert.Throws<ArgumentException>(() => Define().Index(badge => badge.Id));
        Assert.Throws<ArgumentException>(() => Define().Index(badge => badge.Version));
    }

    [Fact]
    public void A_list_declares_members_and_each_once()
    {
        Assert.Throws<ArgumentException>(() => Define().IndexEach(badge => badge.Stickers));
        Assert.Throws<ArgumentException>(() => Define().IndexEach(badge => badge.Stickers, sticker => sticker.Ordinal));
        var error = Assert.Throws<ArgumentException>(() => Define().IndexEach(badge => badge.Stickers, sticker => sticker.Text, sticker => sticker.Text));
        Assert.Contains("the column 'text' of the list 'stickers' twice", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Upgrades_follow_one_another(int fromVersion)
    {
        var error = Assert.Throws<ArgumentException>(() => Define().Upgrade(fromVersion, state => state));
        Assert.StartsWith(
            $"test.badge states the upgrade from version {fromVersion}; expected the one from version 1, as upgrades follow one another.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Define().Upgrade(1, state => state).Upgrade(1, state => state));
    }

    [Fact]
    public void A_state_of_an_earlier_version_is_upgraded_when_it_is_read()
    {
        var definition = Define()
            .Upgrade(1, state => Renamed(state, "no", "code"))
            .Upgrade(2, state => Renamed(state, "code", "number"));

        Assert.Equal(3, definition.StateVersion);
        Assert.Equal("B-1", ((Badge)definition.Deserialize($$"""{"id":"{{Id}}","no":"B-1"}""", 1, 7)).Number);
        Assert.Equal("B-2", ((Badge)definition.Deserialize($$"""{"id":"{{Id}}","code":"B-2"}""", 2, 7)).Number);
        var read = (Badge)definition.Deserialize(definition.Serialize(new Badge(Id, "B-3")), 3, 7);
        Assert.Equal(("B-3", 7), (read.Number, read.Version));
        Assert.Equal("B-4", ((Badge)definition.Deserialize($$"""{"id":"{{Id}}","number":"B-4","more":1}""", 4, 7)).Number);
    }

    [Theory]
    [InlineData("not JSON", 1)]
    [InlineData("not JSON", 2)]
    [InlineData("null", 1)]
    [InlineData("null", 2)]
    [InlineData("[]", 1)]
    [InlineData("[]", 2)]
    [InlineData("""{"id":7}""", 2)]
    [InlineData("""{"id":"nobody","number":"B-1"}""", 2)]
    public void A_content_that_is_no_state_gives_a_clear_sentence(string content, int stateVersion)
    {
        var definition = Define().Upgrade(1, state => Renamed(state, "no", "number"));
        var error = Assert.Throws<InvalidOperationException>(() => definition.Deserialize(content, stateVersion, 1));
        Assert.StartsWith($"A stored test.badge of state version {stateVersion} cannot be read as State: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Add an Upgrade to its definition, or restore the store from a backup.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_definitions_of_one_name_or_one_aggregate_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new AggregateDefinitions([Define(), Define("test.other")]));
        Assert.StartsWith("Badge is defined twice, as test.badge and test.other; keep one of them.", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => new AggregateDefinitions(
            [Define(), new AggregateDefinition<Ticket, State>("test_badge", _ => throw new NotSupportedException(), _ => throw new NotSupportedException())]));
        Assert.StartsWith("Two aggregates are named test_badge; give one of them another name.", error.Message, StringComparison.Ordinal);
    }

    private static JsonObject Renamed(JsonObject state, string from, string to)
    {
        state[to] = state[from]?.DeepClone();
        state.Remove(from);
        return state;
    }

    private static AggregateDefinition<Badge, State> Define(string name = "test.badge") =>
        new(name, badge => new State(badge.Id, badge.Number), state => new Badge(state.Id, state.Number));

    private sealed record State(Id<Badge> Id, string Number);

    private sealed record Sticker(string Text, double Size, int Ordinal);

    private sealed class Badge(Id<Badge> id, string number) : AggregateRoot
    {
        public Id<Badge> Id { get; } = id;

        public override Guid Key => Id.Value;

        public string Number { get; } = number;

        public double Weight { get; }

        public IReadOnlyList<string> Colours { get; } = [];

        public IReadOnlyList<Sticker> Stickers { get; } = [];
    }

    private sealed class Ticket : AggregateRoot
    {
        public override Guid Key => Guid.Empty;
    }
}
