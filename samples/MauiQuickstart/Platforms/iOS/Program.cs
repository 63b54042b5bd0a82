using MauiQuickstart;
using UIKit;

UIApplication.Main(args, null, typeof(AppDelegate));
