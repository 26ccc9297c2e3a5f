namespace AutoCrm.SampleData;

/// <summary>A part of a name in its original script and in plain Latin letters.</summary>
internal readonly record struct NamePart(string Written, string Latin);

/// <summary>Common names in the markets of the group, most frequent first.</summary>
internal static class Names
{
    public static readonly NamePart[] Surnames = Parts(
        "王 Wang 李 Li 张 Zhang 刘 Liu 陈 Chen 杨 Yang 赵 Zhao 黄 Huang 周 Zhou 吴 Wu 徐 Xu 孙 Sun 胡 Hu 朱 Zhu 高 Gao 林 Lin 何 He 郭 Guo 马 Ma 罗 Luo " +
        "梁 Liang 宋 Song 郑 Zheng 谢 Xie 韩 Han 唐 Tang 冯 Feng 于 Yu 董 Dong 萧 Xiao 程 Cheng 曹 Cao 袁 Yuan 邓 Deng 许 Xu 傅 Fu 沈 Shen 彭 Peng 吕 Lv " +
        "苏 Su 卢 Lu 蒋 Jiang 蔡 Cai 贾 Jia 丁 Ding 魏 Wei 薛 Xue 叶 Ye 余 Yu 潘 Pan 杜 Du 戴 Dai 夏 Xia 钟 Zhong 汪 Wang 田 Tian 姜 Jiang 范 Fan 方 Fang");

    public static readonly NamePart[] MaleGiven = Parts(
        "伟 wei 强 qiang 磊 lei 军 jun 洋 yang 勇 yong 杰 jie 涛 tao 明 ming 超 chao 刚 gang 平 ping 辉 hui 鹏 peng 华 hua 飞 fei 鑫 xin 波 bo 斌 bin 宇 yu " +
        "浩 hao 凯 kai 志 zhi 建 jian 文 wen 国 guo 海 hai 小 xiao 俊 jun 子 zi 永 yong 天 tian 家 jia 思 si 晓 xiao 东 dong 春 chun 林 lin 龙 long 峰 feng");

    public static readonly NamePart[] FemaleGiven = Parts(
        "芳 fang 娜 na 敏 min 静 jing 丽 li 艳 yan 娟 juan 霞 xia 秀 xiu 英 ying 玲 ling 红 hong 梅 mei 莉 li 燕 yan 倩 qian 雪 xue 婷 ting 慧 hui 颖 ying " +
        "佳 jia 雅 ya 欣 xin 怡 yi 梦 meng 琳 lin 洁 jie 云 yun 晶 jing 蕾 lei 萍 ping 丹 dan 美 mei 小 xiao 文 wen 思 si 子 zi 诗 shi 雨 yu 瑶 yao");

    public static readonly NamePart[] WesternSurnames = Parts(
        "Müller Mueller Schmidt Schmidt Schneider Schneider Fischer Fischer Weber Weber Meyer Meyer Wagner Wagner Becker Becker Schäfer Schaefer Köhler Koehler " +
        "Groß Gross Lefèvre Lefevre Dubois Dubois Moreau Moreau Girard Girard Béranger Beranger García Garcia Núñez Nunez Rossi Rossi Jørgensen Joergensen Smith Smith " +
        "Taylor Taylor Nowak Nowak Novák Novak Yılmaz Yilmaz Popović Popovic Åberg Aberg Weiß Weiss");

    public static readonly NamePart[] WesternMale = Parts(
        "Thomas Thomas Andreas Andreas Jürgen Juergen Stefan Stefan Björn Bjoern François Francois André Andre José Jose Luís Luis Pierre Pierre James James " +
        "Paul Paul Emre Emre Jan Jan Søren Soeren Mathieu Mathieu Peter Peter Lukas Lukas");

    public static readonly NamePart[] WesternFemale = Parts(
        "Anna Anna Claudia Claudia Jörgine Joergine Zoë Zoe Hélène Helene Chloé Chloe María Maria Sofía Sofia Julie Julie Emily Emily Katrin Katrin Ayşe Ayse " +
        "Renée Renee Monika Monika Ingrid Ingrid Laura Laura Marie Marie Käthe Kaethe");

    private static readonly string[] CompanyWords = ["恒通", "瑞丰", "金桥", "远景", "顺达", "天成", "宏图", "安捷", "鼎盛", "蓝海", "万通", "新宇", "中联", "泰和", "兴业", "锦程"];
    private static readonly string[] CompanyTrades = ["汽车租赁", "物流", "科技", "建筑工程", "贸易", "出租车", "医药", "餐饮管理", "电子商务", "能源"];
    private static readonly string[] WesternCompanies = ["Rheinland Logistik", "Meyer Bau", "Domstadt Taxi", "Lyon Livraison", "Schäfer Pflegedienst", "Rhône Services", "Nordstern Leasing"];

    public static NamePart Given(Dice dice, bool female, bool western)
    {
        if (western)
        {
            return dice.PickEarly(female ? WesternFemale : WesternMale);
        }

        var characters = female ? FemaleGiven : MaleGiven;
        var first = dice.Pick(characters);
        if (dice.Chance(0.25))
        {
            return new NamePart(first.Written, Capital(first.Latin));
        }

        var second = dice.Pick(characters);
        return new NamePart(first.Written + second.Written, Capital(first.Latin) + second.Latin);
    }

    public static string Company(Dice dice, City city) => city.Country == "CN"
        ? $"{city.Name}{dice.Pick(CompanyWords)}{dice.Pick(CompanyWords)}{dice.Pick(CompanyTrades)}有限公司"
        : $"{dice.Pick(WesternCompanies)} {dice.Pick(WesternSurnames).Written} {(city.Country == "DE" ? "GmbH" : "SARL")}";

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static NamePart[] Parts(string pairs)
    {
        var words = pairs.Split(' ');
        return [.. Enumerable.Range(0, words.Length / 2).Select(pair => new NamePart(words[2 * pair], words[(2 * pair) + 1]))];
    }
}
