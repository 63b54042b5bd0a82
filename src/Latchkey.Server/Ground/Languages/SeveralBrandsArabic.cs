namespace Latchkey.Server.Ground.Languages;

public sealed partial record SeveralBrandsTexts
{
    public static readonly SeveralBrandsTexts Arabic = new()
    {
        AllBrands = "العلامات",
        AllBrandsLead = "لكل منها مظهر وصفحات ورسائل خاصة بها. يعرض التطبيق أو النطاق واحدة منها، وإلا فالافتراضية.",
        AddBrand = "إضافة علامة",
        DefaultBrand = "افتراضية",
        DeleteBrand = "حذف هذه العلامة",
        DeleteBrandMeans = "تُحذف صورها وصفحاتها ورسائلها. التطبيقات التي تعرضها تعرض العلامة الأولى من جديد.",
        Domains = "النطاقات",
        DomainsLead = "عناوين خاصة بك تعرض هذه العلامة. يُثبَت كل منها بسجل في DNS الخاص به.",
        Domain = "النطاق",
        DomainHint = "اسم تدير سجلات DNS الخاصة به، مثل login.example.com.",
        AddDomain = "إضافة نطاق",
        RecordHint = "أنشئ سجل TXT هذا ثم تحقق منه. وجّه الاسم إلى الوكيل لديك، ويحتاج إلى شهادة له.",
        RecordName = "اسم السجل",
        RecordText = "نص السجل",
        Verify = "تحقق",
        NotProven = "لا يقول DNS ذلك بعد. قد يستغرق ظهور سجل جديد بضع دقائق.",
        InUse = "قيد الاستخدام",
        Waiting = "بانتظار السجل",
        DeleteDomain = "حذف هذا النطاق",
        DeleteDomainMeans = "من يأتي إلى هذا العنوان لن يجد شيئًا، ولن تُقبل رموز جهة إصداره.",
        AppBrand = "العلامة",
        AppBrandHint = "ما يراه الأشخاص في طريقهم إلى هذا التطبيق.",
    };
}
