use super::*;

#[test]
fn a_look_can_be_asked_for_when_nothing_has_happened() {
    let scene = Scene::new(&[("a.txt", "One.")]);
    let before = scene.loads.load(Ordering::SeqCst);
    scene.follower.look();
    while scene.loads.load(Ordering::SeqCst) == before {
        thread::yield_now();
    }
}
