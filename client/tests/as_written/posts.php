<?php
// Each post through the REST interface, by the account that may do least, and what that interface shows of it.
wp_set_current_user(get_user_by('login', 'contributor')->ID);
function asked($method, $route, $fields) {
    $request = new WP_REST_Request($method, $route);
    if ($method === 'GET') { $request->set_query_params($fields); }
    else { $request->set_header('Content-Type', 'application/json'); $request->set_body(json_encode($fields)); }
    $response = rest_do_request($request);
    if ($response->is_error()) { fwrite(STDERR, json_encode($response->get_data()) . "\n"); exit(1); }
    return $response->get_data();
}
$answers = [];
foreach (json_decode(file_get_contents('ASKED'), true) as $one) {
    $made = asked('POST', '/wp/v2/posts', ['title' => 'x', 'content' => $one['content'], 'status' => 'draft']);
    wp_cache_flush();
    $there = asked('GET', "/wp/v2/posts/$made[id]", ['context' => 'edit']);
    $titles = [];
    foreach ($one['titles'] as $title) {
        $stored = wp_unslash(sanitize_post_field('post_title', wp_slash($title), 0, 'db'));
        $titles[] = apply_filters('the_title', $stored, 0);
    }
    $answers[] = ['raw' => $there['content']['raw'], 'rendered' => $there['content']['rendered'], 'titles' => $titles];
}
echo json_encode($answers, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR);
