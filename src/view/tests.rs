use super::script::session;

#[test]
fn look() {
    for keys in [
        "", "<tab>", "3", "3 <tab>", "?", "/ csto", "<enter>", ", , ,", "f",
    ] {
        println!("== {keys}\n{}", session((80, 24), keys));
    }
}
