using System.Text;
using AnyAscii;

namespace AutoCrm.Customers;

/// <summary>
/// The pinyin of names, without tones. The readings are those of Unihan by way of AnyAscii; characters with another reading
/// as a family name are listed here (读音 after Xiandai Hanyu Cidian, 7th edition).
/// </summary>
internal static class Pinyin
{
    private static readonly Dictionary<string, string> FamilyNames = new Dictionary<string, string>
    {
        ["单"] = "Shan", ["單"] = "Shan", ["曾"] = "Zeng", ["解"] = "Xie", ["仇"] = "Qiu", ["区"] = "Ou", ["區"] = "Ou",
        ["朴"] = "Piao", ["任"] = "Ren", ["华"] = "Hua", ["查"] = "Zha", ["盖"] = "Ge", ["乐"] = "Yue", ["翟"] = "Zhai",
        ["缪"] = "Miao", ["覃"] = "Qin", ["冼"] = "Xian", ["折"] = "She", ["黑"] = "He", ["秘"] = "Bi", ["员"] = "Yun",
        ["种"] = "Chong", ["繁"] = "Po", ["洗"] = "Xian", ["召"] = "Shao", ["葛"] = "Ge", ["卜"] = "Bu", ["薄"] = "Bo",
        ["柏"] = "Bai", ["宁"] = "Ning", ["晁"] = "Chao", ["车"] = "Che", ["燕"] = "Yan", ["祭"] = "Zhai", ["佴"] = "Nai",
        ["尉迟"] = "YuChi", ["长孙"] = "ZhangSun", ["万俟"] = "MoQi", ["澹台"] = "TanTai", ["宿"] = "Su", ["逄"] = "Pang",
        ["郗"] = "Xi", ["郇"] = "Xun", ["阚"] = "Kan", ["牟"] = "Mu", ["应"] = "Ying", ["石"] = "Shi", ["沈"] = "Shen",
        ["贾"] = "Jia", ["谢"] = "Xie", ["盛"] = "Sheng", ["洪"] = "Hong", ["重"] = "Chong", ["相"] = "Xiang", ["於"] = "Yu",
    };

    public static bool IsHan(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHan(rune))
            {
                return true;
            }
        }

        return false;
    }

    public static string Of(CustomerName name)
    {
        if (!IsHan(name.FullName))
        {
            return name.FullName.Transliterate();
        }

        var family = name.Family is { Length: > 0 } stated && name.FullName.StartsWith(stated, StringComparison.Ordinal)
            ? stated
            : FamilyOf(name.FullName);
        return family is not null && FamilyNames.TryGetValue(family, out var reading)
            ? reading + name.FullName[family.Length..].Transliterate()
            : name.FullName.Transliterate();
    }

    private static string? FamilyOf(string fullName) =>
        fullName.Length > 2 && FamilyNames.ContainsKey(fullName[..2]) ? fullName[..2]
        : fullName.Length is >= 2 and <= 4 ? fullName[..1]
        : null;

    private static bool IsHan(Rune rune) => rune.Value is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x323AF);
}
