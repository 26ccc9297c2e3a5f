namespace AutoCrm.SampleData;

/// <summary>The generated group: head office, dealer groups and service chains, each with a separate system, and the cities of their customers.</summary>
internal static class GroupNetwork
{
    public const int HeadOffice = 0;
    private const string China = "Asia/Shanghai";

    public static readonly SourceSystem[] Systems =
    [
        new("head-office", "HO-", HasOffset: true, [new("HQ", "华驰汽车集团总部", "head_office", null, "CN", China)]),
        new("dealer-east", "E", true,
        [
            new("DE1", "华驰上海浦东店", "dealer", "HQ", "East", China), new("DE2", "华驰杭州西湖店", "dealer", "HQ", "East", China),
            new("DE3", "华驰南京江宁店", "dealer", "HQ", "East", China),
        ]),
        new("dealer-north", "N", true,
        [
            new("DN1", "华驰北京朝阳店", "dealer", "HQ", "North", China), new("DN2", "华驰天津滨海店", "dealer", "HQ", "North", China),
        ]),
        new("dealer-south", "S", true,
        [
            new("DS1", "华驰广州天河店", "dealer", "HQ", "South", China), new("DS2", "华驰深圳南山店", "dealer", "HQ", "South", China),
            new("DS3", "华驰成都高新店", "dealer", "HQ", "South", China),
        ]),
        new("dealer-europe", "EU", false,
        [
            new("DU1", "Huachi Autohaus Köln", "dealer", "HQ", "Europe", "Europe/Berlin"),
            new("DU2", "Huachi Automobiles Lyon", "dealer", "HQ", "Europe", "Europe/Paris"),
        ]),
        new("service-north", "SN", false,
        [
            new("WN1", "驰修北京维修站", "service_station", "DN1", "North", China), new("WN2", "驰修上海维修站", "service_station", "DE1", "East", China),
        ]),
        new("service-south", "SS", false,
        [
            new("WS1", "驰修深圳维修站", "service_station", "DS2", "South", China), new("WS2", "驰修成都维修站", "service_station", "DS3", "South", China),
        ]),
    ];

    public static readonly City[] ChineseCities =
    [
        new("上海", "Shanghai", "200", "沪A", "CN", 1, 5), new("北京", "Beijing", "100", "京N", "CN", 2, 5), new("广州", "Guangzhou", "510", "粤A", "CN", 3, 6),
        new("深圳", "Shenzhen", "518", "粤B", "CN", 3, 6), new("杭州", "Hangzhou", "310", "浙A", "CN", 1, 5), new("成都", "Chengdu", "610", "川A", "CN", 3, 6),
        new("南京", "Nanjing", "210", "苏A", "CN", 1, 5), new("天津", "Tianjin", "300", "津B", "CN", 2, 5),
    ];

    public static readonly City[] EuropeanCities =
    [
        new("Köln", "Koeln", "50", "K", "DE", 4, 4), new("Düsseldorf", "Duesseldorf", "40", "D", "DE", 4, 4), new("Lyon", "Lyon", "69", "GX", "FR", 4, 4),
    ];
}
