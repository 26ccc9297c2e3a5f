using AutoCrm.Timeline;

namespace AutoCrm.Tests.Timeline;

public sealed class EventKindsTests
{
    [Fact]
    public void A_kind_whose_member_only_its_constructor_sets_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new EventKinds(new EventKind("getter_only", 100, () => new GetterOnly("x"))));
        Assert.StartsWith(
            "The event kind 'getter_only' cannot be registered, as its members would be lost: GetterOnly.Roast has no init or set accessor.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kind_with_a_member_that_JSON_cannot_carry_is_refused() => AssertLost(new EventKind("with_pointer", 100, () => new WithPointer()));

    [Fact]
    public void A_kind_with_a_missing_member_that_JSON_could_not_carry_is_refused()
    {
        AssertLost(new EventKind("with_action", 100, () => new WithAction()));
        AssertLost(new EventKind("with_interface", 100, () => new WithInterface()));
        AssertLost(new EventKind("with_list_of_interfaces", 100, () => new WithInterfaces()));
    }

    [Fact]
    public void A_kind_that_JSON_cannot_make_is_refused() => AssertLost(new EventKind("without_constructor", 100, () => new WithoutConstructor(1, 2)));

    [Fact]
    public void Computed_members_need_no_store()
    {
        var kinds = new EventKinds(new EventKind("computed", 100, () => new Computed()));
        var made = (Computed)kinds.Find("computed").ReadPayload(EventKind.WritePayload(new Computed { Cups = 3 }));
        Assert.Equal((3, true), (made.Cups, made.IsMany));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Coffee")]
    [InlineData("coffee-taken")]
    [InlineData("coffee taken")]
    public void A_code_that_files_cannot_use_is_refused(string code) => Assert.Throws<ArgumentException>(() => new EventKind(code, 100, () => new Computed()));

    [Fact]
    public void A_stored_kind_that_is_not_registered_is_remembered()
    {
        var kinds = new EventKinds();
        Assert.Empty(kinds.UnknownCodes);
        var kind = kinds.FindStored("coffee_taken");
        Assert.Same(kind, kinds.FindStored("coffee_taken"));
        Assert.True(kind.IsUnknown);
        Assert.IsType<UnknownEvent>(kind.Prototype);
        Assert.Equal("""{"cups":3}""", EventKind.WritePayload(kind.ReadPayload("""{"cups":3}""")));
        Assert.Equal(["coffee_taken"], kinds.UnknownCodes);
        Assert.False(kinds.TryFind("coffee_taken", out _));
    }

    [Fact]
    public void Codes_that_clients_make_up_do_not_fill_the_memory()
    {
        var kinds = new EventKinds();
        for (var i = 0; i < EventKinds.MaxUnknownCodes + 10; i++)
        {
            Assert.True(kinds.FindStored($"made_up_{i}").IsUnknown);
        }

        Assert.Equal(EventKinds.MaxUnknownCodes, kinds.UnknownCodes.Count);
        Assert.Equal(kinds.FindStored("one_more"), kinds.FindStored("one_more"));
    }

    private static void AssertLost(EventKind kind)
    {
        var error = Assert.Throws<ArgumentException>(() => new EventKinds(kind));
        Assert.StartsWith($"The event kind '{kind.Code}' cannot be registered, as its members would be lost: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("Give every member an init accessor and a type that JSON can carry", error.Message, StringComparison.Ordinal);
    }

    private sealed record GetterOnly : CustomerEvent
    {
        public GetterOnly(string roast) => Roast = roast;

        public override EventKind Kind => new("getter_only", 100, () => this);

        public string Roast { get; }
    }

    private sealed record WithPointer : CustomerEvent
    {
        public override EventKind Kind => new("with_pointer", 100, () => this);

        public nint Handle { get; init; }
    }

    private sealed record WithAction : CustomerEvent
    {
        public override EventKind Kind => new("with_action", 100, () => this);

        public Action? Then { get; init; }
    }

    private sealed record WithInterface : CustomerEvent
    {
        public override EventKind Kind => new("with_interface", 100, () => this);

        public IDisposable? Cup { get; init; }
    }

    private sealed record WithInterfaces : CustomerEvent
    {
        public override EventKind Kind => new("with_list_of_interfaces", 100, () => this);

        public IReadOnlyList<IDisposable> Cups { get; init; } = [];
    }

    private sealed record WithoutConstructor : CustomerEvent
    {
        public WithoutConstructor(int cups, int spoons) => Cups = cups + spoons;

        public override EventKind Kind => new("without_constructor", 100, () => this);

        public int Cups { get; init; }
    }

    private sealed record Computed : CustomerEvent
    {
        public override EventKind Kind => new("computed", 100, () => this);

        public int Cups { get; init; }

        public bool IsMany => Cups > 2;
    }
}
