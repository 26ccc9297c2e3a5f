using AutoCrm.Customers;
using AutoCrm.Identity;
using CsCheck;

namespace AutoCrm.Tests.Identity;

public sealed class NameKeyTests
{
    [Theory]
    [InlineData("王小明", "Wang Xiaoming")]
    [InlineData("王小明", "xiao ming WANG")]
    [InlineData("王小明", "王 小明")]
    [InlineData("王小明", "WANG, Xiao-Ming")]
    [InlineData("单雄信", "Shan Xiongxin")]
    [InlineData("欧阳修", "Ouyang Xiu")]
    [InlineData("María José García López", "Garcia Lopez, Maria Jose")]
    [InlineData("Müller Jürgen", "ＪＵＲＧＥＮ　ＭＵＬＬＥＲ")]
    [InlineData("O'Neill Sean", "Sean ONeill")]
    [InlineData("Łukasz Żółć", "Lukasz Zolc")]
    public void These_names_are_the_same(string one, string other) => Assert.True(AreSame(one, other) && AreSame(other, one));

    [Theory]
    [InlineData("王小明", "汪晓明")]
    [InlineData("王小明", "Wang Xiaohong")]
    [InlineData("Anna Schmidt", "Anna Schmitt")]
    [InlineData("José María García", "María José García")]
    [InlineData("Иван Петров", "Ivan Petrov")]
    [InlineData("...", "---")]
    public void These_names_are_not(string one, string other) => Assert.False(AreSame(one, other) || AreSame(other, one));

    [Fact]
    public void Family_and_given_name_may_change_places() => Gen.Select(Gen.Char['a', 'z'].Array[1, 8], Gen.Char['a', 'z'].Array[1, 8]).Sample((family, given) =>
        AreSame($"{new string(family)} {new string(given)}", $"{new string(given)} {new string(family)}"));

    [Fact]
    public void A_family_name_that_is_given_apart_is_read_as_such()
    {
        var key = NameKey.Of(CustomerName.From(null, "曾", "国藩")!);
        Assert.True(key.IsSameAs(NameKey.Of(new CustomerName("Zeng Guofan"))));
    }

    private static bool AreSame(string one, string other) => NameKey.Of(new CustomerName(one)).IsSameAs(NameKey.Of(new CustomerName(other)));
}
